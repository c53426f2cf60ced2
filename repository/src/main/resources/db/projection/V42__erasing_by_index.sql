-- What an erasure looks for by the hồ sơ, resolved and repaired long ago too.
create index audited_object_of_object on projection.audited_object (object_id);
create index incident_of_any_object on projection.incident (object_id) where object_id is not null;
create index repair_of_object on projection.repair (object_id) where object_id is not null;
create index incident_sighting_of_incident on projection.incident_sighting (incident_id);
