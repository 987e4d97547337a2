-- A filter in the condition of an outer join, which Polars has not: orders are filtered before it.
with usual as (select o_orderkey, o_custkey from orders where o_comment not like '%special%requests%'),
c_orders as (select c_custkey, count(o_orderkey) as c_count from customer left join usual on c_custkey = o_custkey group by c_custkey)
select c_count, count(*) as custdist
from c_orders
group by c_count
order by custdist desc, c_count desc
