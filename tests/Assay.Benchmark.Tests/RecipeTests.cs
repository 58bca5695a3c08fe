using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Assay.Benchmark.Building;
using Assay.Benchmark.Recipes;
using Assay.TestInputs;

namespace Assay.Benchmark.Tests;

public sealed class RecipeTests
{
    // Reserved names and addresses, the metadata address of clouds, names of schemas, and an account that does not exist.
    private static readonly string[] HarmlessHosts = [".invalid", ".example.com", "192.0.2.", "169.254.169.254", "schemas.openxmlformats.org", "schemas.microsoft.com", "raw.githubusercontent.com/example-invalid"];

    private static readonly ConcurrentDictionary<(string, Form), Sketch> Built = new();

    public static TheoryData<string> Ids => [.. RecipeList.All.Select(recipe => recipe.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_recipe_builds_the_same_package_twice_and_every_form_differs(string id)
    {
        var recipe = RecipeList.All.Single(item => item.Id == id);
        var forms = Enum.GetValues<Form>().Select(form => Build(recipe, form).Pack()).ToArray();

        Assert.Equal(recipe.Build(Form.Plain).Pack(), forms[0]);
        if (BenchmarkFixture.Table.Cases.Single(item => item.Id == id) is { Needs: null, IsHardNegative: false })
        {
            Assert.Equal(forms.Length, forms.Select(Convert.ToBase64String).Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_address_of_a_recipe_leads_nowhere(string id)
    {
        var recipe = RecipeList.All.Single(item => item.Id == id);

        // Texts in pieces are those of the other forms.
        foreach (var form in Enum.GetValues<Form>().Where(form => form != Form.Strings))
        {
            foreach (var content in Build(recipe, form).Contents.Where(content => content.Length > 0))
            {
                // Texts of assemblies are UTF-16.
                foreach (var text in new[] { Encoding.UTF8.GetString(content), Encoding.Unicode.GetString(content), Encoding.Unicode.GetString(content.AsSpan(1)) })
                {
                    foreach (var address in text.Split("://").Skip(1))
                    {
                        Assert.Contains(HarmlessHosts, host => address.AsSpan(0, Math.Min(80, address.Length)).Contains(host, StringComparison.Ordinal));
                    }
                }
            }
        }
    }

    [Fact]
    public void Texts_that_are_put_together_are_the_texts_they_were()
    {
        string[] texts = ["git", "https://example.invalid/a?b=1&c=2", "C:\\folder\\\"name\"", "config user.email"];
        var expressions = texts.SelectMany(text => Enumerable.Range(0, CSharpText.StyleCount).Select(style => (Text: text, Code: CSharpText.Hide(text, style)))).ToArray();
        var members = expressions.Select((item, at) => $"public static string T{at}() => {item.Code};");
        var image = CSharpSample.Compile($"{ReplicaCompiler.Usings} public static class Texts {{ {string.Join('\n', members)} }}", "Texts");
        var context = new AssemblyLoadContext("texts", isCollectible: true);

        using var stream = new MemoryStream(image);
        var type = context.LoadFromStream(stream).GetType("Texts")!;
        for (var at = 0; at < expressions.Length; at++)
        {
            Assert.Equal(expressions[at].Text, type.GetMethod($"T{at}", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null));
        }

        context.Unload();
    }

    private static Sketch Build(Recipe recipe, Form form) => Built.GetOrAdd((recipe.Id, form), _ => recipe.Build(form));
}
