-- A scalar sub-query, which Polars has not: the greatest revenue is joined.
with revenue as (
  select l_suppkey as supplier_no, sum(l_extendedprice * (1 - l_discount)) as total_revenue
  from lineitem
  where l_shipdate >= date '1996-01-01' and l_shipdate < date '1996-04-01'
  group by l_suppkey),
best as (select max(total_revenue) as best_revenue from revenue)
select s_suppkey, s_name, s_address, s_phone, total_revenue
from revenue
  join best on total_revenue = best_revenue
  join supplier on supplier_no = s_suppkey
order by s_suppkey
