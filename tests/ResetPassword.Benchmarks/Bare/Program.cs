// What the emulator is measured against: the least that a minimal API does. It logs nothing and answers everything at / with a constant of the same size.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();
app.Map("/", () => TypedResults.Text("{\"RequestId\":\"00000000-0000-5000-8000-000000000000\"}"u8, "application/json;charset=utf-8"));
app.Run();
