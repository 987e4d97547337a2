-- A correlated sub-query, which Polars has not: the least costs are grouped and joined.
with offers as (
  select p_partkey, p_mfgr, ps_supplycost, s_acctbal, s_name, n_name, s_address, s_phone, s_comment
  from part
    join partsupp on p_partkey = ps_partkey
    join supplier on ps_suppkey = s_suppkey
    join nation on s_nationkey = n_nationkey
    join region on n_regionkey = r_regionkey
  where p_size = 15 and p_type like '%BRASS' and r_name = 'EUROPE'),
least as (select p_partkey as least_partkey, min(ps_supplycost) as least_cost from offers group by p_partkey)
select s_acctbal, s_name, n_name, p_partkey, p_mfgr, s_address, s_phone, s_comment
from offers join least on p_partkey = least_partkey and ps_supplycost = least_cost
order by s_acctbal desc, n_name, s_name, p_partkey
limit 100
