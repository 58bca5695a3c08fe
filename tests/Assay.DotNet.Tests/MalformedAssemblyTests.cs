using Assay.Model;
using Assay.TestInputs;

namespace Assay.DotNet.Tests;

public sealed class MalformedAssemblyTests
{
    private static readonly byte[] Image = CSharpSample.Compile("""
        using System; using System.IO; using System.Threading.Tasks; using System.Diagnostics;
        public class C<T> where T : class
        {
            [Obsolete("x")] public static string Text = string.Format("{0}", 1);
            public async Task<int> Run(string path) { await Task.Delay(1); try { File.Delete(path); } catch (IOException e) when (e.Message.Length > 3) { Process.Start("cmd", "/c x"); } return new[] { "a", "b" }.Length; }
            public int Switch(int i) => i switch { 0 => 1, 1 => 5, 2 => 7, 3 => 9, 4 => 11, _ => 0 };
        }
        """);

    [Fact]
    public void Bytes_that_are_no_image_are_a_problem()
    {
        var facts = Sample.FactsOf("MZ this is no image, but it starts like one"u8.ToArray());

        Assert.Equal(ProblemId.MetadataUnreadable, Assert.Single(facts.Problems).Id);
        Assert.False(facts.Complete);
    }

    [Fact]
    public void An_image_cut_anywhere_gives_facts_or_a_problem_and_never_an_exception()
    {
        for (var length = 0; length < Image.Length; length += 37)
        {
            var facts = Sample.FactsOf(Image[..length]);

            // The last bytes are padding and relocations.
            Assert.True(facts.Problems.Count > 0 || length > Image.Length - 1024, $"nothing was said about {length} of {Image.Length} bytes");
        }
    }

    [Fact]
    public void One_broken_body_is_left_out_and_the_others_are_read()
    {
        var image = (byte[])Image.Clone();

        // The body of Switch begins with ldarg.1 and the switch opcode; its target count is made absurd.
        var at = image.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x03, 0x45, 0x05, 0, 0, 0]);
        Assert.True(at > 0);
        image[at + 5] = 0x7F;

        var facts = Sample.FactsOf(image);

        Assert.Contains(facts.Problems, problem => problem.Id == ProblemId.MetadataInvalid);
        facts.Single(FactKind.Call, "System.IO.File::Delete");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Changed_bytes_never_throw_and_give_the_same_facts_twice(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 150; round++)
        {
            var image = (byte[])Image.Clone();
            for (var changes = random.Next(1, 8); changes > 0; changes--)
            {
                image[random.Next(image.Length)] = (byte)random.Next(256);
            }

            var first = Sample.FactsOf(image);
            var second = Sample.FactsOf(image);

            Assert.Equal(first.Records, second.Records);
            Assert.Equal(first.Problems, second.Problems);
        }
    }
}
