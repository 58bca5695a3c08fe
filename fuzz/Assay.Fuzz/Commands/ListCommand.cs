using System.CommandLine;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Commands;

/// <summary><c>list</c>: the targets.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "Lists the targets.");
        command.SetAction(result =>
        {
            var output = result.InvocationConfiguration.Output;
            output.WriteLine($"{"target",-20}  {"group",-20}  seeds");
            foreach (var target in FuzzTargets.All)
            {
                output.WriteLine($"{target.Name,-20}  {target.Group,-20}  {target.Seeds().Count()}");
            }

            return 0;
        });
        return command;
    }
}
