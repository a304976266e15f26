-- The weeks (their Mondays) that a dorm takes part in: from a season's start to its end, unless it came late or was taken out.
ALTER TABLE season_dorms ADD COLUMN from_week date, ADD COLUMN until_week date;
