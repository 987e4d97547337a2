-- Joins written out, the part first: it keeps fewest lines.
with green as (
  select ps_partkey, ps_suppkey, ps_supplycost
  from part join partsupp on p_partkey = ps_partkey
  where p_name like '%green%'),
profit as (
  select n_name as nation, extract(year from o_orderdate) as o_year,
         l_extendedprice * (1 - l_discount) - ps_supplycost * l_quantity as amount
  from green
    join lineitem on ps_partkey = l_partkey and ps_suppkey = l_suppkey
    join supplier on ps_suppkey = s_suppkey
    join nation on s_nationkey = n_nationkey
    join orders on l_orderkey = o_orderkey)
select nation, o_year, sum(amount) as sum_profit
from profit
group by nation, o_year
order by nation, o_year desc
