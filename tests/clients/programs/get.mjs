// Prints what a URL answers, as Node's own client gets it.
const answer = await fetch(process.argv[2], { signal: AbortSignal.timeout(20_000) });
process.stdout.write(await answer.text());
