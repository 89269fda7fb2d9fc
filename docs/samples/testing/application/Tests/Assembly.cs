using ResetPassword.Testing.Xunit;

[assembly: AssemblyFixture(typeof(EmulatorFixture))]
