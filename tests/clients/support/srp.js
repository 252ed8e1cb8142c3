// SRP's big numbers as the machine computes them, some fifty times faster than clients in JavaScript: so that a test can
// look for sign-ins whose numbers are of a rare shape before a client goes through them.
import { createDiffieHellman, createHash, getDiffieHellman } from 'node:crypto';

const prime = getDiffieHellman('modp15').getPrime();
const N = numberOf(prime);
const group = createDiffieHellman(prime, 2);
const bytesOfHash = 32;

function numberOf(bytes) {
  return BigInt(`0x${bytes.toString('hex')}`);
}

function bytesOf(number) {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
}

/** As Java writes a number: with a zero byte before what would look like a sign. */
function padded(number) {
  const bytes = bytesOf(number);
  return bytes[0] & 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
}

const hash = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const k = numberOf(hash(padded(N), padded(2n)));

/** base^exponent modulo N. */
function power(base, exponent) {
  group.setPrivateKey(bytesOf(exponent));
  return numberOf(group.computeSecret(bytesOf(base)));
}

/** What a client sends as SRP_A. */
export const publicValue = (a) => power(2n, a);

/** x, as a client computes it from what the server names and the password that was typed. */
export const secretOf = (poolName, { SALT, USER_ID_FOR_SRP }, password) =>
  numberOf(hash(padded(BigInt(`0x${SALT}`)), hash(Buffer.from(`${poolName}${USER_ID_FOR_SRP}:${password}`))));

/** The numbers that both sides come to: `{ u, S }`. `gx` is g^x, for who has it already. */
export function agreement(a, A, B, x, gx = power(2n, x)) {
  const u = numberOf(hash(padded(A), padded(B)));
  const base = (((B - k * gx) % N) + N) % N;
  return { u, S: power(base, a + u * x) };
}

/** What is peculiar about writing a number of that many bytes. */
export function shapeOf(number, bytes) {
  const digits = number.toString(16);
  return [
    ...(digits.length <= 2 * bytes - 2 ? ['short'] : []),  // its first byte is zero, and left out
    ...(digits.length % 2 ? ['odd'] : []),                 // its first digit is zero, and left out
    ...(!(digits.length % 2) && digits >= '8' ? ['signed'] : []),  // a zero byte goes before it
  ];
}

export const shapesOf = ({ A, B, u, S }) => Object.entries({ A, B, u, S })
  .flatMap(([name, number]) => shapeOf(number, name === 'u' ? bytesOfHash : prime.length).map((shape) => `${name} ${shape}`));
