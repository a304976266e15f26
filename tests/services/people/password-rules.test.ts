import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passwordWeakness } from '#services/password-rules.ts';

const email = 'kim.osterberg@alderbay.edu';

const refused: [password: string, why: string][] = [
  ['', 'too-short'],
  ['elevenchars', 'too-short'],
  ['🌼🌼🌼🌼🌼🌼', 'too-short'],
  ['x'.repeat(257), 'too-long'],
  ['kim.osterberg@alderbay.edu', 'email'],
  ['Osterberg-Alderbay1', 'email'],
  ['passwordpassword', 'common'],
  ['P@ssw0rdP@ssw0rd!', 'common'],
  ['Password2026!', 'common'],
  ['wattleadmin2026', 'common'],
  ['correcthorsebatterystaple', 'common'],
  ['5201314woaini', 'common'],
  ['password12345', 'common'],
  ['password1234567890', 'pattern'],
  ['qwertyuiopas', 'pattern'],
  ['123456789012', 'pattern'],
  ['1qaz2wsx3edc', 'pattern'],
  ['zyxwvutsrqpo', 'pattern'],
  ['aaaaaaaaaaaaaaaa', 'pattern'],
  ['abcabcabcabcabc', 'pattern'],
  ['hahahahahahaha', 'pattern'],
  ['            ', 'email'],
];

for (const [password, why] of refused) {
  test(`“${password.slice(0, 30)}” is refused: ${why}`, () => {
    expect(passwordWeakness(password, email)).toBe(why);
  });
}

const accepted = [
  'violet tram over seven hills',
  'kimchi for breakfast',
  'Tr0ub4dor&3xtra',
  'my password is in another castle',
  '宿舍楼门口有三棵大槐树和猫',
  'v9#kQ2!mZx7$',
];

for (const password of accepted) {
  test(`“${password}” is accepted`, () => {
    expect(passwordWeakness(password, email)).toBeNull();
  });
}

test('nothing under 12 or over 256 characters is ever accepted, and every text gets an answer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ maxLength: 20 }), (password, address) => {
      const length = [...password.normalize('NFKC').toLowerCase()].length;
      const why = passwordWeakness(password, address);
      if (length < 12) expect(why).toBe('too-short');
      if (length > 256) expect(why).toBe('too-long');
    }),
  );
});
