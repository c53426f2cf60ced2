-- Requests about paper that is not digitised were counted with nobody: everything is counted anew.
delete from projection.use_counted;
