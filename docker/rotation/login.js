// Whether a password opens the database that an instance stands for. The API says where it is, as it does for the application.
const Rds = require('@alicloud/rds20140815');

const wrongPassword = new Set(['28P01', 'ER_ACCESS_DENIED_ERROR']);

const engines = {
  postgres: async ({ host, port, user, password }) => {
    const { Client } = require('pg');
    const database = new Client({ host, port, user, password, database: 'postgres' });
    await database.connect();
    await database.end();
  },
  mysql: async ({ host, port, user, password }) => {
    const database = await require('mysql2/promise').createConnection({ host, port, user, password });
    await database.end();
  },
};

async function addressOf(client, instance) {
  const { body } = await client.describeDBInstanceNetInfo(new Rds.DescribeDBInstanceNetInfoRequest({ DBInstanceId: instance }));
  const [{ connectionString, port }] = body.DBInstanceNetInfos.DBInstanceNetInfo;
  return { host: connectionString, port: Number(port) };
}

/** @returns whether the server lets the account in; any other trouble than a wrong password is thrown. */
async function opens(engine, address, user, password) {
  try {
    await engines[engine]({ ...address, user, password });
    return true;
  } catch (error) {
    if (wrongPassword.has(error.code)) return false;
    throw error;
  }
}

module.exports = { addressOf, opens };
