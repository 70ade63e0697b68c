"""BigQuery: the warehouse that answers from it, what fills its tables from GDELT, and what that costs."""
