using ResetPassword.CommandLine;

return await Commands.RunAsync(args);

/// <summary>The service's entry point, by which tests find it.</summary>
internal partial class Program;
