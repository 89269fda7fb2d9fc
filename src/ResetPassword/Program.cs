using ResetPassword.CommandLine;

return await Commands.Root.Parse(args).InvokeAsync();
