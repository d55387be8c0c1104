// The Auth0 simulator as a program of its own: it reads its certificate below HOME and its rules below the current directory.
// Settings: CLIENT_ID, and what the rule needs.
import { createRequire } from 'node:module';
import people from '../sign-in/people.cjs';
import { announce } from '../sign-in/programs.mjs';

// Its ES module build runs no rules: it names `module`, which exists in CommonJS only.
const { simulation } = createRequire(import.meta.url)('@simulacrum/auth0-simulator');
const users = Object.entries(people).map(([id, { name, email }]) => ({ id, name, email, password: 'of the tests', picture: 'https://portal.contoso.example/nobody.png' }));
const server = await simulation({
  initialState: { users },
  options: { clientID: process.env.CLIENT_ID, audience: 'https://api.contoso.example', scope: 'openid profile email', rulesDirectory: 'rules' },
}).listen(0, '127.0.0.1');
announce(`https://localhost:${server.port}/`);
