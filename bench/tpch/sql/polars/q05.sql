-- Joins written out: Polars joins in the order of the text.
select n_name, sum(l_extendedprice * (1 - l_discount)) as revenue
from region
  join nation on r_regionkey = n_regionkey
  join customer on n_nationkey = c_nationkey
  join orders on c_custkey = o_custkey
  join lineitem on o_orderkey = l_orderkey
  join supplier on l_suppkey = s_suppkey and n_nationkey = s_nationkey
where r_name = 'ASIA' and o_orderdate >= date '1994-01-01' and o_orderdate < date '1995-01-01'
group by n_name
order by revenue desc
