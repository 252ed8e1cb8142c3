// Serves the certificates of a folder on port 443: serve_leaves.mjs FOLDER
import { serveLeaves } from '../support/leaves.js';

await serveLeaves(process.argv[2], 443);
console.log('there');
