-- A correlated sub-query, which Polars has not: what was sold of the forest parts is grouped and joined; IN as semi joins.
with offers as (
  select ps_partkey, ps_suppkey, ps_availqty
  from partsupp semi join (select p_partkey from part where p_name like 'forest%') as forest on ps_partkey = p_partkey),
sold as (
  select l_partkey, l_suppkey, 0.5 * sum(l_quantity) as half
  from lineitem semi join (select p_partkey from part where p_name like 'forest%') as forest on l_partkey = p_partkey
  where l_shipdate >= date '1994-01-01' and l_shipdate < date '1995-01-01'
  group by l_partkey, l_suppkey),
excess as (
  select ps_suppkey
  from offers join sold on ps_partkey = l_partkey and ps_suppkey = l_suppkey
  where ps_availqty > half)
select s_name, s_address
from supplier
  join nation on s_nationkey = n_nationkey
  semi join excess on s_suppkey = ps_suppkey
where n_name = 'CANADA'
order by s_name
