using Assay.Web.Access;
using Assay.Web.Hosting;
using Assay.Web.Isolation;
using Assay.Web.Maintenance;

// The same program is the child process of analyses: nothing of the server is loaded then.
if (args is ["isolated", ..])
{
    return IsolatedPrograms.Run(args[1..]);
}

if (AccessCommands.Knows(args))
{
    using var output = Console.OpenStandardOutput();
    return AccessCommands.Run(args, output, Console.Error);
}

if (MaintenanceCommands.IsNamed(args))
{
    return await MaintenanceCommands.RunAsync(args);
}

try
{
    await using var app = Portal.Build(args);
    Lifeline.Watch(app);
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (exception is StartupException or IOException)
{
    // An address that is in use is an IOException.
    Console.Error.WriteLine("assay-web: " + Assay.Reports.TerminalText.EncodeProse(exception.Message));
    return 2;
}
