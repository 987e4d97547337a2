-- Without its own reordering of joins, which takes seconds here, and with the small side of each join behind it.
select n_name, sum(l_extendedprice * (1 - l_discount)) as revenue
from lineitem
  join (select o_orderkey, c_nationkey, n_name
        from orders
          join (select c_custkey, c_nationkey, n_name
                from customer
                  join (select n_nationkey, n_name from nation join region on n_regionkey = r_regionkey where r_name = 'ASIA') as asian
                    on c_nationkey = n_nationkey) as buyers
            on o_custkey = c_custkey
        where o_orderdate >= date '1994-01-01' and o_orderdate < date '1995-01-01') as placed
    on l_orderkey = o_orderkey
  join supplier on l_suppkey = s_suppkey and c_nationkey = s_nationkey
group by n_name
order by revenue desc
settings query_plan_optimize_join_order_limit = 0
