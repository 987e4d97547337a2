-- Without its own reordering of joins, which is slow here, and with the small side of each join behind it.
select o_year, sum(case when nation = 'BRAZIL' then volume else 0 end) / sum(volume) as mkt_share
from (select extract(year from o_orderdate) as o_year, l_extendedprice * (1 - l_discount) as volume, n_name as nation
      from orders
        join (select l_orderkey, l_suppkey, l_extendedprice, l_discount
              from lineitem join (select p_partkey from part where p_type = 'ECONOMY ANODIZED STEEL') as steel on l_partkey = p_partkey) as lines
          on o_orderkey = l_orderkey
        join (select c_custkey
              from customer
                join (select n_nationkey from nation join region on n_regionkey = r_regionkey where r_name = 'AMERICA') as american
                  on c_nationkey = american.n_nationkey) as buyers
          on o_custkey = c_custkey
        join supplier on l_suppkey = s_suppkey
        join nation on s_nationkey = nation.n_nationkey
      where o_orderdate between date '1995-01-01' and date '1996-12-31') as all_nations
group by o_year
order by o_year
settings query_plan_optimize_join_order_limit = 0
