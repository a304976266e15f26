export * from '#db/schema/campuses.ts';
export * from '#db/schema/dorms.ts';
export * from '#db/schema/imports.ts';
export * from '#db/schema/job-runs.ts';
export * from '#db/schema/meters.ts';
export * from '#db/schema/people.ts';
export * from '#db/schema/publications.ts';
export * from '#db/schema/readings.ts';
