-- The nation twice, under names of its own, and joins written out, the part first: it keeps fewest lines.
with americans as (
  select c_custkey
  from region join nation on r_regionkey = n_regionkey join customer on n_nationkey = c_nationkey
  where r_name = 'AMERICA'),
sellers as (select s_suppkey, n_name as nation from supplier join nation on s_nationkey = n_nationkey),
all_nations as (
  select extract(year from o_orderdate) as o_year, l_extendedprice * (1 - l_discount) as volume, nation
  from part
    join lineitem on p_partkey = l_partkey
    join orders on l_orderkey = o_orderkey
    join americans on o_custkey = c_custkey
    join sellers on l_suppkey = s_suppkey
  where p_type = 'ECONOMY ANODIZED STEEL' and o_orderdate between date '1995-01-01' and date '1996-12-31')
select o_year, sum(case when nation = 'BRAZIL' then volume else 0 end) / sum(volume) as mkt_share
from all_nations
group by o_year
order by o_year
