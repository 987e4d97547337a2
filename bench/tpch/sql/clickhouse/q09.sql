-- Without its own reordering of joins, which takes more than a second here, and with the small side of each join behind it.
select nation, o_year, sum(amount) as sum_profit
from (select n_name as nation, extract(year from o_orderdate) as o_year,
             l_extendedprice * (1 - l_discount) - ps_supplycost * l_quantity as amount
      from orders
        join (select l_orderkey, l_suppkey, l_extendedprice, l_discount, l_quantity, ps_supplycost
              from lineitem
                join (select ps_partkey, ps_suppkey, ps_supplycost
                      from partsupp join (select p_partkey from part where p_name like '%green%') as green on ps_partkey = p_partkey) as offers
                  on l_partkey = ps_partkey and l_suppkey = ps_suppkey) as lines
          on o_orderkey = l_orderkey
        join supplier on l_suppkey = s_suppkey
        join nation on s_nationkey = n_nationkey) as profit
group by nation, o_year
order by nation, o_year desc
settings query_plan_optimize_join_order_limit = 0
