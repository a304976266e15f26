-- Over the event before and all that this one says, so that none can be altered, put in or taken out of the middle unseen. Null: from before.
ALTER TABLE season_events ADD COLUMN digest bytea;
