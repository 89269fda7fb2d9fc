using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using ResetPassword.Hosting;
using ResetPassword.Http.Controls;

namespace ResetPassword.Http;

/// <summary>The JSON of the emulator's own endpoints: camelCase, and a name that is not known is refused.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(Contract))]
[JsonSerializable(typeof(NewTenant))]
[JsonSerializable(typeof(ListedTenant[]))]
[JsonSerializable(typeof(ClockReport))]
[JsonSerializable(typeof(ListedUser[]))]
[JsonSerializable(typeof(ListedRole[]))]
[JsonSerializable(typeof(SeenRequest))]
[JsonSerializable(typeof(SeenRequest[]))]
[JsonSerializable(typeof(DecidedAccess))]
[JsonSerializable(typeof(IssuedCredentials))]
[JsonSerializable(typeof(RequestCount))]
[JsonSerializable(typeof(WaitResult))]
[JsonSerializable(typeof(ArmedFault[]))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonArray))]
[JsonSerializable(typeof(PasswordProof))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class EmulatorJson : JsonSerializerContext
{
    public static void Apply(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Default);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
    }
}
