using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>
/// Lists what is being done to an RDS instance. Terraform asks for it after DeleteDBInstance until the instance is not found.
/// </summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describetasks</remarks>
internal sealed class DescribeTasks() : RdsOperation<DescribeTasks.Request>("get")
{
    private const string Running = "1";

    private static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many tasks a page has; 30 by default.", "30").Integer(30, 100);
    private static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1").Integer(min: 1);
    private static readonly Parameter Status = Parameter.Optional("Status", "Only tasks in this status; 1 is running.", "1");
    private static readonly Parameter TaskAction = Parameter.Optional("TaskAction", "Only tasks of this action.", "CreateDBInstance");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId,
        Parameter.Optional("StartTime", "The begin of the time; what is shown runs now.", "2020-11-20T01:00Z").Like(VendorTime.IsMinutes, Rows.InvalidStart),
        Parameter.Optional("EndTime", "The end of the time; what is shown runs now.", "2020-11-20T02:00Z").Like(VendorTime.IsMinutes, Rows.InvalidEnd),
        PageSize, PageNumber, Status, TaskAction,
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Find(Status), parameters.Find(TaskAction), parameters.FindInteger(PageNumber) ?? 1, parameters.FindInteger(PageSize) ?? 30);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;

        var page = Page.Of(TasksOf(instance, request, context), request.PageNumber, request.PageSize);
        return new Decision.Answer(new()
        {
            ["Items"] = new Reply { ["TaskProgressInfo"] = page.Items.ToArray<object>() },
            ["PageNumber"] = page.Number,
            ["PageRecordCount"] = page.Items.Count,
            ["TotalRecordCount"] = page.Total,
        });
    }

    // What is done is not remembered: a status that will change is the one task there can be. A deletion is none: Terraform waits until the instance is
    // not found, and takes any task for a failure.
    private static IReadOnlyList<Reply> TasksOf(Instance instance, Request request, CallContext context)
    {
        if (instance.Pending is not { Next: not null } pending)
            return [];
        string[] actions = instance.Status switch
        {
            "Rebooting" => [nameof(RestartDBInstance)],

            // Which of them changes the addresses is not remembered: it is the one that a call asks for.
            ConnectionRules.Changing =>
                [nameof(ModifyDBInstanceConnectionString), nameof(AllocateInstancePublicConnection), nameof(ReleaseInstancePublicConnection)],
            _ => [nameof(CreateDBInstance)],
        };
        var action = request.TaskAction ?? actions[0];
        if ((request.Status ?? Running) != Running || !actions.Contains(action))
            return [];
        return
        [
            new()
            {
                ["Status"] = Running,
                ["FinishTime"] = "",
                ["Progress"] = "0",
                ["StepsInfo"] = "",
                ["BeginTime"] = "",
                ["ExpectedFinishTime"] = VendorTime.WriteMinutes(pending.Due),
                ["TaskErrorCode"] = "",
                ["CurrentStepName"] = "",
                ["ProgressInfo"] = "",
                ["StepProgressInfo"] = "",
                ["TaskErrorMessage"] = "",
                ["TaskAction"] = action,
                ["Remain"] = (int)(pending.Due - context.Now).TotalSeconds,
                ["DBName"] = "",
                ["TaskId"] = $"task-{instance.Id}",
            },
        ];
    }

    internal sealed record Request(string? Status, string? TaskAction, long PageNumber, long PageSize);

    internal static class Rows
    {
        public static readonly ApiError InvalidStart     = new(400, "InvalidStartTime.Malformed", "The specified parameter StartTime is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError InvalidEnd       = new(400, "InvalidEndTime.Malformed",   "The specified parameter EndTime is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
            [InvalidStart, InvalidEnd, RdsErrors.InstanceNotFound.ByAnalogy(), RdsErrors.BusyByFault, RdsErrors.Denied];
    }
}
