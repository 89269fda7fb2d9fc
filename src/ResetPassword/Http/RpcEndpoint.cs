using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using ResetPassword.Gateway;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Http;

/// <summary>The RPC endpoint: every path and method that is not the emulator's own.</summary>
internal sealed class RpcEndpoint(RpcGateway gateway, IdSource ids, CallLog log, IHostApplicationLifetime lifetime)
{
    [SuppressMessage("Design", "CA1031", Justification = "The one place where a bug becomes an InternalError.")]
    public async Task AnswerAsync(HttpContext http)
    {
        try
        {
            var request = await RequestReader.ReadAsync(http, lifetime.ApplicationStopping);
            var response = await gateway.AnswerAsync(request, lifetime.ApplicationStopping);
            await RpcAnswer.WriteAsync(http, response, ids, lifetime.ApplicationStopping);
        }
        catch (Exception gone) when (gone is ConnectionResetException || http.RequestAborted.IsCancellationRequested)
        {
            // The client is gone in the middle of its call: nobody is there to answer, and it is no error of ours.
            http.Abort();
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !http.Response.HasStarted)
        {
            // The service ends, and the rest of the call's body has not come.
            http.Abort();
        }
        catch (Exception bug) when (!http.Response.HasStarted)
        {
            var failure = RpcResponse.Of(GatewayErrors.InternalError, ids.NextRequestId(), HostName.Of(http.Request.Host.Value ?? ""));
            log.Failed(bug, failure.RequestId);
            RpcAnswer.Write(http, failure, ids);
        }
    }
}
