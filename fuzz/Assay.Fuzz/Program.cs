using System.CommandLine;
using System.Globalization;
using Assay.Fuzz.Commands;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var root = new RootCommand("Runs every parser of Assay on changed inputs and says what no input may do: an exception nobody documents, a crash, a hang, too much time or memory, two results for one input.")
{
    ListCommand.Create(),
    RunCommand.Create(),
    ReplayCommand.Create(),
    MinimizeCommand.Create(),
    WorkCommand.Create(),
};
return root.Parse(args).Invoke();
