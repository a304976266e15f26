import { boolean, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, instant, int8 } from '#db/schema/columns.ts';

export const people = pgTable('people', {
  id: int8('id').generatedAlwaysAsIdentity().primaryKey(),
  email: text('email').notNull(),
  passwordHash: text('password_hash'),
  isDisabled: boolean('is_disabled').notNull().default(false),
  createdAt: instant('created_at').notNull(),
});

export const ROLES = ['admin', 'facilities', 'organiser'] as const;
export type Role = (typeof ROLES)[number];

export const memberships = pgTable(
  'memberships',
  {
    campusId: int8('campus_id').notNull(),
    personId: int8('person_id').notNull(),
    role: text('role', { enum: ROLES }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.personId] })],
);

export const sessions = pgTable('sessions', {
  tokenHash: bytea('token_hash').primaryKey(),
  personId: int8('person_id').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
});

export const invitations = pgTable('invitations', {
  tokenHash: bytea('token_hash').primaryKey(),
  personId: int8('person_id'),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

export const signInAttempts = pgTable('sign_in_attempts', {
  id: int8('id').generatedAlwaysAsIdentity().primaryKey(),
  accountHash: bytea('account_hash').notNull(),
  addressHash: bytea('address_hash').notNull(),
  attemptedAt: instant('attempted_at').notNull(),
});

export const TOKEN_PURPOSES = ['readings'] as const;

export const tokens = pgTable(
  'tokens',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    tokenHash: bytea('token_hash').notNull(),
    label: text('label').notNull(),
    purpose: text('purpose', { enum: TOKEN_PURPOSES }).notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);
