-- A sub-query in HAVING, which Polars has not: a join on a constant brings the bound to every group.
with german as (
  select ps_partkey, ps_supplycost * ps_availqty as worth
  from nation join supplier on n_nationkey = s_nationkey join partsupp on s_suppkey = ps_suppkey
  where n_name = 'GERMANY'),
parts as (select ps_partkey, sum(worth) as value, 1 as here from german group by ps_partkey),
whole as (select sum(worth) * 0.0001 as least, 1 as there from german)
select ps_partkey, value
from parts join whole on here = there
where value > least
order by value desc
