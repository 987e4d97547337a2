-- The nation twice, under names of its own, and joins written out.
with sellers as (select s_suppkey, n_name as supp_nation from supplier join nation on s_nationkey = n_nationkey where n_name in ('FRANCE', 'GERMANY')),
buyers as (select c_custkey, n_name as cust_nation from customer join nation on c_nationkey = n_nationkey where n_name in ('FRANCE', 'GERMANY')),
shipping as (
  select supp_nation, cust_nation, extract(year from l_shipdate) as l_year, l_extendedprice * (1 - l_discount) as volume
  from buyers
    join orders on c_custkey = o_custkey
    join lineitem on o_orderkey = l_orderkey
    join sellers on l_suppkey = s_suppkey
  where supp_nation <> cust_nation and l_shipdate between date '1995-01-01' and date '1996-12-31')
select supp_nation, cust_nation, l_year, sum(volume) as revenue
from shipping
group by supp_nation, cust_nation, l_year
order by supp_nation, cust_nation, l_year
