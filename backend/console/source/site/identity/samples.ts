/** How a site's server signs who its customer is, in three languages; each runs as it stands, with the package it names. */
export const LANGUAGES = ['python', 'node', 'php'] as const;
export type SampleLanguage = (typeof LANGUAGES)[number];

export const NAMES: Record<SampleLanguage, string> = { python: 'Python', node: 'Node.js', php: 'PHP' };

export function sampleFor(language: SampleLanguage, siteKey: string): string {
  return SAMPLES[language].replaceAll('SITE_KEY', siteKey);
}

const SAMPLES: Record<SampleLanguage, string> = {
  python: `# pip install pyjwt
import os, time
import jwt

def kohtaamo_identity(customer):
    return jwt.encode({
        "sub": str(customer.id),
        "aud": "SITE_KEY",
        "exp": int(time.time()) + 12 * 3600,
        "name": customer.name,
        "email": customer.email,
        "account": str(customer.company_id),
        "account_name": customer.company_name,
        "segment": customer.plan,
    }, os.environ["KOHTAAMO_IDENTITY_SECRET"], algorithm="HS256")`,
  node: `// npm install jsonwebtoken
import jwt from 'jsonwebtoken';

export function kohtaamoIdentity(customer) {
  return jwt.sign({
    sub: String(customer.id),
    aud: 'SITE_KEY',
    name: customer.name,
    email: customer.email,
    account: String(customer.companyId),
    account_name: customer.companyName,
    segment: customer.plan,
  }, process.env.KOHTAAMO_IDENTITY_SECRET, { algorithm: 'HS256', expiresIn: '12h' });
}`,
  php: `<?php // nothing to install
function kohtaamo_identity($customer) {
  $part = fn($text) => rtrim(strtr(base64_encode($text), '+/', '-_'), '=');
  $said = $part(json_encode(['alg' => 'HS256', 'typ' => 'JWT'])) . '.' . $part(json_encode([
    'sub' => (string) $customer->id,
    'aud' => 'SITE_KEY',
    'exp' => time() + 12 * 3600,
    'name' => $customer->name,
    'email' => $customer->email,
    'account' => (string) $customer->company_id,
    'account_name' => $customer->company_name,
    'segment' => $customer->plan,
  ]));
  return $said . '.' . $part(hash_hmac('sha256', $said, getenv('KOHTAAMO_IDENTITY_SECRET'), true));
}`,
};

/** The two ways in which a page passes the token on. */
export function pageSample(way: 'tag' | 'command', siteKey: string, source: string): string {
  if (way === 'command') return `kohtaamo('identify', { identity: token });`;
  return `<script async src="${source}" data-site="${siteKey}" data-identity="…"></script>`;
}
