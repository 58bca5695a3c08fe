using Assay.Model;
using Assay.TestInputs;

namespace Assay.DotNet.Tests;

public sealed class PublicMemberTests
{
    private const int Mutations = 400;

    private static readonly byte[] Image = CSharpSample.Compile("""
        namespace N
        {
            public class A<T>
            {
                public int Field;
                private int _hidden;
                protected void Inherited(int a, string b) {}
                internal void Inside() {}
                public void Generic<U>(U a) {}
                public string Property { get; private set; }
                public event System.Action Event;
                public int this[int i] => i;
                public static A<T> operator +(A<T> a, A<T> b) => a;
                public class Nested { public void M() {} private class Deep { public void X() {} } }
                internal class Closed { public class Inner { public void Y() {} } }
                private protected void Never() {}
            }

            internal class B { public void Z() {} }
        }
        """);

    [Fact]
    public void Public_and_protected_members_of_visible_types_are_stated()
    {
        var facts = Read(Image);

        Assert.Equal(
            ["N.A`1", "N.A`1+Nested", "N.A`1+Nested::.ctor/0", "N.A`1+Nested::M/0", "N.A`1::.ctor/0", "N.A`1::Event", "N.A`1::Field", "N.A`1::Generic/1", "N.A`1::Inherited/2", "N.A`1::Item", "N.A`1::Property", "N.A`1::op_Addition/2"],
            facts.Records.Where(record => record.Kind == FactKind.Member).Select(record => facts.Read(record)).Select(fact => fact.Value + (fact.Arguments is { } arguments ? "/" + arguments["parameters"] : "")).Order(StringComparer.Ordinal));
        Assert.Contains(facts.Records, record => facts.Strings[record.Value] == "assembly.public-types");
    }

    [Fact]
    public void Broken_metadata_gives_no_claim_that_all_was_read()
    {
        for (var length = 0; length < Image.Length / 2; length += 53)
        {
            Assert.DoesNotContain(Read(Image[..length]).Strings, text => text == "assembly.public-types");
        }
    }

    [Fact]
    public void Changed_bytes_never_throw()
    {
        var random = new Random(7);
        for (var i = 0; i < Mutations; i++)
        {
            var image = (byte[])Image.Clone();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                image[random.Next(image.Length)] = (byte)random.Next(256);
            }

            Read(image);
        }
    }

    private static FileFacts Read(byte[] image)
    {
        var facts = new FactWriter();
        PublicMemberAnalyzer.Analyze(image, facts);
        return facts.ToFacts();
    }
}
