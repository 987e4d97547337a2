-- EXISTS with another supplier, which Polars has not: an order's least and greatest supplier, of all its lines and of its late ones, tell the same.
with late as (
  select l_orderkey as late_orderkey, min(l_suppkey) as late_least, max(l_suppkey) as late_greatest, count(*) as waits
  from lineitem
  where l_receiptdate > l_commitdate
  group by l_orderkey
  having min(l_suppkey) = max(l_suppkey)),
alone as (
  select late_orderkey, late_least, waits
  from supplier
    join nation on s_nationkey = n_nationkey
    join late on s_suppkey = late_least
    join orders on late_orderkey = o_orderkey
  where n_name = 'SAUDI ARABIA' and o_orderstatus = 'F'),
whole as (
  select late_orderkey, late_least, waits, min(l_suppkey) as least, max(l_suppkey) as greatest
  from alone join lineitem on late_orderkey = l_orderkey
  group by late_orderkey, late_least, waits)
select s_name, sum(waits) as numwait
from whole join supplier on late_least = s_suppkey
where least <> greatest
group by s_name
order by numwait desc, s_name
limit 100
