'use strict';
// Who can sign in, by user id: people whom the local tenant knows, with what a directory would have in their metadata.

const person = (given, family, metadata = {}) => ({ name: `${given} ${family}`, email: `${given.toLowerCase()}@contoso.example`, app_metadata: metadata });

module.exports = {
  'auth0|ada': person('Ada', 'Fischer', { roles: ['premium'] }),
  'auth0|bob': person('Bob', 'Meyer'),
  'auth0|mia': person('Mia', 'Santos'),
  'auth0|noa': person('Noa', 'Levi'),
  'auth0|eve': person('Eve', 'Novak'),
};
