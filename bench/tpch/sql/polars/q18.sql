-- IN as a semi join before the other joins, which are written out.
with large as (select l_orderkey as large_orderkey from lineitem group by l_orderkey having sum(l_quantity) > 300)
select c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice, sum(l_quantity) as sum_qty
from orders
  semi join large on o_orderkey = large_orderkey
  join lineitem on o_orderkey = l_orderkey
  join customer on o_custkey = c_custkey
group by c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice
order by o_totalprice desc, o_orderdate
limit 100
