// The native file of this machine, which is in a package of its own: npm installs only the one that fits.
'use strict';
const { optionalDependencies } = require('./package.json');

// Only what glibc linked says its version: a file for glibc does not start on musl, nor the other way round.
process.report.excludeNetwork = true;
const libc = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime ? '-musl' : '';
const name = `resetpassword-${process.platform}${libc}-${process.arch}`;

/** Its path; an error says what to do where there is none. */
exports.find = () => {
  try {
    return require.resolve(`${name}/${process.platform === 'win32' ? 'ResetPassword.exe' : 'ResetPassword'}`);
  } catch {
    const there = Object.keys(optionalDependencies ?? {});
    throw new Error(there.includes(name)
      ? `The package ${name} is not installed: install resetpassword again, without --omit=optional and without a node_modules of another machine.`
      : `There is no native file for this machine (${name}), only ${there.join(', ')}. With .NET it runs anywhere: dotnet tool install -g ResetPassword`);
  }
};
