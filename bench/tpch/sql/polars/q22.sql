-- A scalar sub-query and NOT EXISTS, which Polars has not: the average comes by a join on a constant, and an anti join.
with called as (
  select c_custkey, c_acctbal, substr(c_phone, 1, 2) as cntrycode, 1 as here
  from customer
  where substr(c_phone, 1, 2) in ('13', '31', '23', '29', '30', '18', '17')),
usual as (select avg(c_acctbal) as usual_acctbal, 1 as there from called where c_acctbal > 0.00)
select cntrycode, count(*) as numcust, sum(c_acctbal) as totacctbal
from called
  join usual on here = there
  anti join orders on c_custkey = o_custkey
where c_acctbal > usual_acctbal
group by cntrycode
order by cntrycode
