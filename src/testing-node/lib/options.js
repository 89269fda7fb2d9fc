'use strict';

/** An option that is misspelt is not one that is left out. */
const checkOptions = (of, given, names) => {
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new TypeError(`${of} has no option ${unknown.join(', ')}. It has ${names.join(', ')}.`);
};

module.exports = { checkOptions };
