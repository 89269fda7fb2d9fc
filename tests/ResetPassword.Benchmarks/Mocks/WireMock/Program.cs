// WireMock.Net doing the most that it can of the emulator's job: a constant for two matched parameters, without a log of the requests.
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

using var server = WireMockServer.Start(new WireMockServerSettings { Urls = [args[1]], MaxRequestLogCount = 0 });
server
    .Given(Request.Create().UsingPost().WithPath("/").WithHeader("x-acs-action", "ResetAccountPassword")
        .WithBody(new FormUrlEncodedMatcher("DBInstanceId=rm-running")))
    .RespondWith(Response.Create().WithHeader("Content-Type", "application/json;charset=utf-8")
        .WithBody("{\"RequestId\":\"00000000-0000-5000-8000-000000000000\"}"));
Thread.Sleep(Timeout.Infinite);
