/* A worker: finds the number behind `puzzle` whose SHA-256 begins with `bits` zero bits. Its own SHA-256, because the
   browser's is too slow one by one and missing in old browsers. */
"use strict";

const PRIMES = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((p) => n % p)) PRIMES.push(n);
const fraction = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
const START = Int32Array.from(PRIMES.slice(0, 8).map((p) => fraction(Math.sqrt(p))));
const ROUND = Int32Array.from(PRIMES.map((p) => fraction(Math.cbrt(p))));
const words = new Int32Array(64);

/* Adds one block of 64 bytes, from `offset` of `view` on, to `state`. */
const compress = (state, view, offset) => {
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(offset + i * 4);
  for (let i = 16; i < 64; i++) {
    const a = words[i - 15];
    const b = words[i - 2];
    const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
    const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
    words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
  }
  let a = state[0], b = state[1], c = state[2], d = state[3];
  let e = state[4], f = state[5], g = state[6], h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i] + words[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0;
    d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
};

/* The first word of the SHA-256 of `start` and each text behind it; the whole blocks of `start` are counted once. */
const firstWord = (start) => {
  const whole = start.length - (start.length % 64);
  const bytes = new Uint8Array(whole + 128);
  for (let i = 0; i < start.length; i++) bytes[i] = start.charCodeAt(i);
  const view = new DataView(bytes.buffer);
  const before = START.slice();
  for (let offset = 0; offset < whole; offset += 64) compress(before, view, offset);
  const state = new Int32Array(8);
  return (text) => {
    const length = start.length + text.length;
    const end = whole + (length - whole + 9 > 64 ? 128 : 64);
    bytes.fill(0, start.length);
    for (let i = 0; i < text.length; i++) bytes[start.length + i] = text.charCodeAt(i);
    bytes[length] = 128;
    view.setUint32(end - 4, length * 8);
    state.set(before);
    for (let offset = whole; offset < end; offset += 64) compress(state, view, offset);
    return state[0];
  };
};

onmessage = ({ data: { puzzle, bits } }) => {
  const hash = firstWord(`${puzzle}:`);
  let n = 0;
  while (hash(String(n)) >>> (32 - bits) !== 0) n++;
  postMessage(String(n));
};
