-- Replays a file of requests: each is four decimal digits, its length, then its bytes. Past the end it starts again, where a service that checks nonces
-- refuses, so that a file that is too short is noticed.
-- With a second argument, that many calls are made and then none.
local file

function init(args)
  file = assert(io.open(args[1], "rb"))
  if args[2] then
    local limit = tonumber(args[2])
    local sent = 0
    function delay()
      sent = sent + 1
      return sent <= limit and 0 or 3600000
    end
  end
end

function request()
  local length = file:read(4)
  if not length then
    file:seek("set")
    length = file:read(4)
  end
  return file:read(tonumber(length))
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("ANSWERED %d MICROSECONDS %d REFUSED %d BROKEN %d PERCENTILE99 %d\n",
    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(99)))
end
