-- Packages that agencies fetched in one piece were counted as one; orders and the terms of items were not counted: everything is counted anew.
delete from projection.use_counted;
