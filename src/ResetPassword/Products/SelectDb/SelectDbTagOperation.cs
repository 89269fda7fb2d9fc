using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>An action that changes the tags of SelectDB instances.</summary>
internal abstract class SelectDbTagOperation<TRequest>() : SelectDbOperation<TRequest>("update")
    where TRequest : IRegional
{
    // Terraform writes it in lower case.
    protected static readonly Parameter ResourceType = Parameter.Required("ResourceType", "DBInstance.", "DBInstance").OneOf(["DBInstance"]).InAnyCase();
    protected static readonly Parameter ResourceId = Parameter.Required("ResourceId", "1 to 50 instances.", "ResourceId.1=selectdb-cn-running")
        .List(ListShape.Texts, SelectDbErrors.InvalidResources);

    public sealed override Scope Scope => Scope.EachInstance;

    public sealed override Target TargetOf(RpcParameters parameters, CallContext context) => Target.OfEach(parameters, ResourceId);
}
