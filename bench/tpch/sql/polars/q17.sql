-- A correlated sub-query, which Polars has not: averages are grouped over the lines of the wanted parts and joined.
with lines as (
  select l_partkey, l_quantity, l_extendedprice
  from part join lineitem on p_partkey = l_partkey
  where p_brand = 'Brand#23' and p_container = 'MED BOX'),
usual as (select l_partkey as usual_partkey, 0.2 * avg(l_quantity) as small from lines group by l_partkey)
select sum(l_extendedprice) / 7.0 as avg_yearly
from lines join usual on l_partkey = usual_partkey
where l_quantity < small
