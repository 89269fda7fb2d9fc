using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Tests.Gateway;

namespace ResetPassword.Tests.Operations;

/// <summary>What an operation refuses with is what it declares, and an error that several share is one object.</summary>
public sealed class DeclaredErrorsTests
{
    private static readonly ApiError Declared = new(400, "Made.Declared", "It is declared.", By.Parameter);
    private static readonly ApiError Pattern = new(400, "Made.Pattern", "There is no <name>.", By.Parameter);

    public static TheoryData<string> Products => [.. Catalogue.Products.Select(product => product.Name)];

    [Fact]
    public void A_refusal_that_the_operation_does_not_declare_is_a_bug()
    {
        var operation = new Refuses(new(400, "Made.Undeclared", "Nobody declared it.", By.Parameter));

        var bug = Assert.Throws<InvalidOperationException>(() => Decide(operation));

        Assert.EndsWith("Refuses refuses with 400 Made.Undeclared \"Nobody declared it.\", which its Errors do not declare.", bug.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_is_part_of_what_is_declared()
    {
        var operation = new Refuses(Declared with { Message = "It is declared otherwise." });

        Assert.Throws<InvalidOperationException>(() => Decide(operation));
    }

    [Fact]
    public void A_declared_refusal_is_the_decision()
    {
        var decision = Decide(new Refuses(Declared));

        Assert.Same(Declared, Assert.IsType<Decision.Refusal>(decision).Error);
    }

    [Fact]
    public void A_pattern_stands_for_the_messages_that_are_made_of_it()
    {
        var decision = Decide(new Refuses(Pattern with { Message = "There is no rotator." }));

        Assert.Equal("There is no rotator.", Assert.IsType<Decision.Refusal>(decision).Error.Message);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void An_error_that_actions_of_a_product_share_is_one_object(string product)
    {
        var errors = Catalogue.Products.Single(p => p.Name == product).Operations.SelectMany(operation => operation.Errors, (_, row) => row.Error);

        var copies = errors.Distinct(ReferenceEqualityComparer.Instance).Cast<ApiError>().GroupBy(error => (error.Status, error.Code, error.Message))
            .Where(same => same.Count() > 1);

        Assert.Empty(copies.Select(same => same.Key));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void A_denial_by_policy_is_declared(string product)
    {
        var operations = Catalogue.Products.Single(p => p.Name == product).Operations.Where(operation => operation.Permission is not null);

        Assert.All(operations, operation => Assert.Contains(operation.Permission!.Denied, operation.Errors.Select(row => row.Error)));
    }

    private static Decision Decide(Operation operation) => operation.Decide(
        RpcParameters.Empty, new(default, null, []), new(new("testid", "1000000000000001", "cn-hangzhou"), SomeTime.Noon, "request", IdSource.System));

    private sealed class Refuses(ApiError error) : MadeOperations.Made(Scope.Nothing)
    {
        public override IReadOnlyList<ErrorRow> Errors => [Declared, Pattern];

        protected override Decision Evaluate(RpcParameters parameters, in Seen seen, CallContext context) => error;
    }
}
