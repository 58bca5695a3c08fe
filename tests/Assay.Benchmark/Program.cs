using Assay.Benchmark.Building;
using Assay.Benchmark.Expectations;
using Assay.Benchmark.Recipes;
using Assay.Benchmark.Scoring;
using Assay.Scan;

var json = args.Contains("--json", StringComparer.Ordinal);
var cases = args.Where(argument => !argument.StartsWith('-')).ToArray();
if (args.Any(argument => argument.StartsWith('-') && argument is not ("--json" or "--evidence")))
{
    Console.Error.WriteLine("Usage: dotnet run --project tests/Assay.Benchmark -- [--json | --evidence] [CASE...]");
    return 2;
}

var rules = EmbeddedRules.Load();
var run = new BenchmarkRun(rules, ExpectationTable.Load());
var recipes = RecipeList.All.Where(recipe => cases.Length == 0 || cases.Contains(recipe.Id, StringComparer.OrdinalIgnoreCase)).ToArray();
if (args.Contains("--evidence", StringComparer.Ordinal))
{
    foreach (var recipe in recipes)
    {
        foreach (var form in Enum.GetValues<Form>())
        {
            EvidenceListing.Write($"{recipe.Id} {form}", run.Scan(recipe, form), Console.Out);
        }
    }

    return 0;
}

var scores = run.Score(recipes);
if (json)
{
    Console.WriteLine(JsonSummary.Write(scores));
}
else
{
    TextSummary.Write(scores, Console.Out);
}

return cases.Length == 0 && Floors.Missed(Measures.Of(scores)).Count > 0 ? 1 : 0;
