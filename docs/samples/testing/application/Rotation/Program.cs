using Rotation;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient<Passwords>();
var app = builder.Build();
app.MapPost("/rotate/{instance}/{account}", async (string instance, string account, Passwords passwords) =>
    await passwords.TryResetAsync(instance, account, "New_pass1") ? Results.NoContent() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
app.Run();
